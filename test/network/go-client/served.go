// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	height    = 8
	width     = 1 << height
	maxBytes  = width * (2 + 65535)
	patience  = 30 * time.Second
	groupSize = 1000
)

// served reads a log over HTTP. It is a tlog.TileReader.
type served struct {
	prefix         string
	cache          map[string][]byte
	tiles, partial int
}

var client = &http.Client{Timeout: patience}

func (s *served) get(path string) ([]byte, error) {
	answer, err := client.Get(s.prefix + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, maxBytes+1))
	if err == nil && len(data) > maxBytes {
		err = errors.New("too large")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return data, nil
}

// tilePath is the path of C2SP tlog-tiles; kind is a level, or "entries".
func tilePath(kind string, index int64, wide int) string {
	groups := fmt.Sprintf("%03d", index%groupSize)
	for index /= groupSize; index > 0; index /= groupSize {
		groups = fmt.Sprintf("x%03d/%s", index%groupSize, groups)
	}
	if wide < width {
		groups += fmt.Sprintf(".p/%d", wide)
	}
	return "tile/" + kind + "/" + groups
}

func (s *served) Height() int { return height }

// SaveTiles keeps nothing: each run reads the log anew.
func (s *served) SaveTiles([]tlog.Tile, [][]byte) {}

func (s *served) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, len(tiles))
	for i, tile := range tiles {
		data, err := s.tile(tile)
		if err != nil {
			return nil, err
		}
		found[i] = data
	}
	return found, nil
}

func (s *served) tile(tile tlog.Tile) ([]byte, error) {
	key := tile.Path()
	if data, ok := s.cache[key]; ok {
		return data, nil
	}
	path := tilePath(fmt.Sprint(tile.L), tile.N, tile.W)
	data, err := s.get(path)
	if err != nil {
		return nil, err
	}
	if len(data) != tile.W*tlog.HashSize {
		return nil, fmt.Errorf("%s: %d bytes", path, len(data))
	}
	s.tiles++
	if tile.W < width {
		s.partial++
	}
	s.cache[key] = data
	return data, nil
}

// leaves reads every entry bundle of a log of this size and hashes the entries.
func (s *served) leaves(size int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for index := int64(0); index*width < size; index++ {
		wide := int(min(width, size-index*width))
		path := tilePath("entries", index, wide)
		data, err := s.get(path)
		if err != nil {
			return nil, err
		}
		entries, err := parseBundle(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if len(entries) != wide {
			return nil, fmt.Errorf("%s: %d entries", path, len(entries))
		}
		for _, entry := range entries {
			hashes = append(hashes, tlog.RecordHash(entry))
		}
	}
	return hashes, nil
}

func parseBundle(data []byte) ([][]byte, error) {
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 {
			return nil, errors.New("ends inside a length")
		}
		length := int(binary.BigEndian.Uint16(data))
		if len(data) < 2+length {
			return nil, errors.New("ends inside an entry")
		}
		entries = append(entries, data[2:2+length])
		data = data[2+length:]
	}
	return entries, nil
}
