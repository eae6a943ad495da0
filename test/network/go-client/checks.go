// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strconv"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// checkpoint is a C2SP tlog-checkpoint whose signature holds.
type checkpoint struct {
	origin string
	tree   tlog.Tree
}

func openCheckpoint(signed []byte, vkey string) (*checkpoint, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return nil, err
	}
	lines := bytes.Split([]byte(opened.Text), []byte("\n"))
	if len(lines) < 4 || len(lines[0]) == 0 {
		return nil, errors.New("fewer than three lines")
	}
	if string(lines[0]) != verifier.Name() {
		return nil, fmt.Errorf("origin %q under key %q", lines[0], verifier.Name())
	}
	size, err := strconv.ParseInt(string(lines[1]), 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != string(lines[1]) {
		return nil, fmt.Errorf("size %q", lines[1])
	}
	root, err := base64.StdEncoding.Strict().DecodeString(string(lines[2]))
	if err != nil || len(root) != tlog.HashSize {
		return nil, fmt.Errorf("root %q", lines[2])
	}
	found := &checkpoint{origin: string(lines[0]), tree: tlog.Tree{N: size}}
	copy(found.tree.Hash[:], root)
	return found, nil
}

func checkRoot(tree tlog.Tree, hashes tlog.HashReader) error {
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return fmt.Errorf("tiles: %w", err)
	}
	if root != tree.Hash {
		return fmt.Errorf("the tiles lead to %v, the checkpoint says %v", root, tree.Hash)
	}
	return nil
}

// checkLeaves compares the entries with the tiles, and builds the tree once more from entries alone.
func checkLeaves(tree tlog.Tree, hashes tlog.HashReader, leaves []tlog.Hash) error {
	indexes := make([]int64, len(leaves))
	for i := range leaves {
		indexes[i] = tlog.StoredHashIndex(0, int64(i))
	}
	tiled, err := hashes.ReadHashes(indexes)
	if err != nil {
		return fmt.Errorf("tiles: %w", err)
	}
	var stored []tlog.Hash
	own := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	for i, leaf := range leaves {
		if leaf != tiled[i] {
			return fmt.Errorf("entry %d hashes to %v, the tile holds %v", i, leaf, tiled[i])
		}
		more, err := tlog.StoredHashesForRecordHash(int64(i), leaf, own)
		if err != nil {
			return err
		}
		stored = append(stored, more...)
	}
	return checkRoot(tree, own)
}

func checkInclusions(tree tlog.Tree, hashes tlog.HashReader, leaves []tlog.Hash, every int64) (int64, error) {
	var checked int64
	for i := int64(0); i < tree.N; i++ {
		if i%every != 0 && i != tree.N-1 {
			continue
		}
		proof, err := tlog.ProveRecord(tree.N, i, hashes)
		if err != nil {
			return checked, fmt.Errorf("inclusion of %d: %w", i, err)
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, i, leaves[i]); err != nil {
			return checked, fmt.Errorf("inclusion of %d: %w", i, err)
		}
		checked++
	}
	return checked, nil
}

func checkPrevious(found *result, now *checkpoint, file, vkey string, hashes tlog.HashReader) error {
	signed, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, err := openCheckpoint(signed, vkey)
	if err != nil {
		return fmt.Errorf("previous checkpoint: %w", err)
	}
	proof, err := tlog.ProveTree(now.tree.N, before.tree.N, hashes)
	if err != nil {
		return fmt.Errorf("consistency: %w", err)
	}
	if err := tlog.CheckTree(proof, now.tree.N, now.tree.Hash, before.tree.N, before.tree.Hash); err != nil {
		return fmt.Errorf("consistency: %w", err)
	}
	found.Previous, found.Consistency = before.tree.N, len(proof)
	return nil
}
