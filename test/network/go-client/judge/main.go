// SPDX-License-Identifier: Apache-2.0

// Command judge reads vectors of inclusion, consistency, note and heads from the folders of its
// argument and says of each whether it keeps or refuses it. Trees and notes are judged by
// golang.org/x/mod/sumdb, heads maps by their definition.
package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

var judges = map[string]func(data []byte) error{
	"inclusion":   judgeInclusion,
	"consistency": judgeConsistency,
	"note":        judgeNote,
	"heads":       judgeHeads,
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*", "*.json"))
	if err != nil {
		return err
	}
	sort.Strings(files)
	for _, file := range files {
		format := filepath.Base(filepath.Dir(file))
		judge, known := judges[format]
		if !known {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		word := "keeps"
		if judge(data) != nil {
			word = "refuses"
		}
		fmt.Println(format, strings.TrimSuffix(filepath.Base(file), ".json"), word)
	}
	return nil
}

// bytesOf is bytes in lower-case hex with 0x.
type bytesOf []byte

func (b *bytesOf) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	found, err := hex.DecodeString(strings.TrimPrefix(text, "0x"))
	*b = found
	return err
}

// hash is 32 bytes.
type hash tlog.Hash

func (h *hash) UnmarshalJSON(data []byte) error {
	var found bytesOf
	if err := found.UnmarshalJSON(data); err != nil {
		return err
	}
	if len(found) != len(h) {
		return fmt.Errorf("%d bytes", len(found))
	}
	copy(h[:], found)
	return nil
}

func hashes(list []hash) []tlog.Hash {
	found := make([]tlog.Hash, len(list))
	for i, one := range list {
		found[i] = tlog.Hash(one)
	}
	return found
}

func judgeInclusion(data []byte) error {
	var v struct {
		Index, Size int64
		Leaf, Root  hash
		Path        []hash
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	path := tlog.RecordProof(hashes(v.Path))
	return tlog.CheckRecord(path, v.Size, tlog.Hash(v.Root), v.Index, tlog.Hash(v.Leaf))
}

func judgeConsistency(data []byte) error {
	var v struct {
		Size1, Size2 int64
		Root1, Root2 hash
		Proof        []hash
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	proof := tlog.TreeProof(hashes(v.Proof))
	return tlog.CheckTree(proof, v.Size2, tlog.Hash(v.Root2), v.Size1, tlog.Hash(v.Root1))
}
