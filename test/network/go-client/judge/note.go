// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

func judgeNote(data []byte) error {
	var v struct {
		Note     string
		Keys     []string
		Verified []struct{ Name string }
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	var known []note.Verifier
	for _, key := range v.Keys {
		verifier, err := note.NewVerifier(key)
		if err != nil {
			verifier, err = newCosigner(key)
		}
		if err != nil {
			return err
		}
		known = append(known, verifier)
	}
	opened, err := note.Open([]byte(v.Note), note.VerifierList(known...))
	if err == nil && v.Verified != nil && len(opened.Sigs) != len(v.Verified) {
		err = fmt.Errorf("%d signatures", len(opened.Sigs))
	}
	return err
}

// cosigner verifies the Ed25519 cosignatures of C2SP tlog-cosignature.
type cosigner struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.id }

func (c *cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
	return ed25519.Verify(c.key, []byte(message), signature[8:])
}

func newCosigner(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("malformed key")
	}
	material, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(material) != 1+ed25519.PublicKeySize || material[0] != 4 {
		return nil, errors.New("no cosigner's key")
	}
	sum := sha256.Sum256([]byte(parts[0] + "\n" + string(material)))
	id := binary.BigEndian.Uint32(sum[:])
	if fmt.Sprintf("%08x", id) != parts[1] {
		return nil, errors.New("another key's id")
	}
	return &cosigner{parts[0], id, material[1:]}, nil
}
