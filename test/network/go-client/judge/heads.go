// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
)

type headsLeaf struct {
	Key      hash
	N        uint64
	LeafHash hash
	Index    uint64
}

type headsProof struct {
	Siblings []hash
	Leaf     *headsLeaf
}

// judgeHeads checks a proof from the top downwards, and a map that is given whole by its definition.
func judgeHeads(data []byte) error {
	var v struct {
		Root, Key hash
		Proof     headsProof
		Leaves    *[]headsLeaf
	}
	reader := json.NewDecoder(bytes.NewReader(data))
	if err := reader.Decode(&v); err != nil {
		return err
	}
	if v.Leaves != nil && mapRoot(*v.Leaves, 0) != v.Root {
		return errors.New("the leaves make another root")
	}
	if led := lead(v.Key, v.Proof, 0); led == nil || *led != v.Root {
		return errors.New("the proof leads to another root")
	}
	return nil
}

func bit(key hash, depth int) byte { return key[depth/8] >> (7 - depth%8) & 1 }

func (l headsLeaf) hash() hash {
	data := append([]byte{2}, l.Key[:]...)
	data = binary.BigEndian.AppendUint64(data, l.N)
	data = append(data, l.LeafHash[:]...)
	return sha256.Sum256(binary.BigEndian.AppendUint64(data, l.Index))
}

func node(left, right hash) hash {
	return sha256.Sum256(append(append([]byte{3}, left[:]...), right[:]...))
}

func mapRoot(leaves []headsLeaf, depth int) hash {
	switch len(leaves) {
	case 0:
		return hash{}
	case 1:
		return leaves[0].hash()
	}
	var halves [2][]headsLeaf
	for _, leaf := range leaves {
		side := bit(leaf.Key, depth)
		halves[side] = append(halves[side], leaf)
	}
	return node(mapRoot(halves[0], depth+1), mapRoot(halves[1], depth+1))
}

// lead gives the hash of the subtree at a depth on the way to the key; nil when the proof cannot be.
func lead(key hash, proof headsProof, depth int) *hash {
	if depth == len(proof.Siblings) {
		if proof.Leaf == nil {
			return &hash{}
		}
		if proof.Leaf.N == 0 {
			return nil
		}
		found := proof.Leaf.hash()
		return &found
	}
	last := depth == len(proof.Siblings)-1
	if depth >= 256 || last && proof.Siblings[depth] == (hash{}) {
		return nil
	}
	if proof.Leaf != nil && bit(proof.Leaf.Key, depth) != bit(key, depth) {
		return nil
	}
	near := lead(key, proof, depth+1)
	if near == nil {
		return nil
	}
	found := node(*near, proof.Siblings[depth])
	if bit(key, depth) == 1 {
		found = node(proof.Siblings[depth], *near)
	}
	return &found
}
