// SPDX-License-Identifier: Apache-2.0

// Command c2sp-client reads a tiled transparency log (C2SP tlog-tiles, tlog-checkpoint, signed-note)
// and checks all of it. It knows the log by its URL and its verifier key, and nothing else.
//
//	c2sp-client -url http://127.0.0.1:8080/log -vkey NAME+ID+KEY [-previous CHECKPOINT-FILE] [-every N]
//
// It prints one line of JSON and ends with 0, or says on standard error what is wrong and ends with 1.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/tlog"
)

// result is what was checked.
type result struct {
	Origin      string `json:"origin"`
	Size        int64  `json:"size"`
	Root        string `json:"root"`
	Entries     int64  `json:"entries"`
	Inclusions  int64  `json:"inclusions"`
	Previous    int64  `json:"previous,omitempty"`
	Consistency int    `json:"consistency,omitempty"`
	Tiles       int    `json:"tiles"`
	Partial     int    `json:"partial"`
}

func main() {
	url := flag.String("url", "", "prefix of the log, without a slash at its end")
	vkey := flag.String("vkey", "", "verifier key of the log")
	previous := flag.String("previous", "", "file with an older checkpoint of the same log")
	every := flag.Int64("every", 1, "check the inclusion of each N-th entry and of the last")
	flag.Parse()
	found, err := run(*url, *vkey, *previous, *every)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(found)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(url, vkey, previous string, every int64) (*result, error) {
	if url == "" || vkey == "" || every < 1 {
		return nil, errors.New("usage: c2sp-client -url URL -vkey KEY [-previous FILE] [-every N]")
	}
	log := &served{prefix: url, cache: map[string][]byte{}}
	signed, err := log.get("checkpoint")
	if err != nil {
		return nil, err
	}
	now, err := openCheckpoint(signed, vkey)
	if err != nil {
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	// Every hash that comes out of this reader has been led up to the signed root.
	hashes := tlog.TileHashReader(now.tree, log)
	found := &result{Origin: now.origin, Size: now.tree.N, Root: now.tree.Hash.String()}
	if err := checkRoot(now.tree, hashes); err != nil {
		return nil, err
	}
	leaves, err := log.leaves(now.tree.N)
	if err != nil {
		return nil, err
	}
	found.Entries = int64(len(leaves))
	if err := checkLeaves(now.tree, hashes, leaves); err != nil {
		return nil, err
	}
	if found.Inclusions, err = checkInclusions(now.tree, hashes, leaves, every); err != nil {
		return nil, err
	}
	if previous != "" {
		if err := checkPrevious(found, now, previous, vkey, hashes); err != nil {
			return nil, err
		}
	}
	found.Tiles, found.Partial = log.tiles, log.partial
	return found, nil
}
