// SPDX-License-Identifier: Apache-2.0

// Command postgres puts the lines of a file into one table of a PostgreSQL server, each committed with
// synchronous_commit=on before the next of its connection, and says how fast that went.
//
//	postgres -server "host=/run/x user=y" -file LINES -clients 64 -size 1
//
// With a size above 1 each statement carries that many rows. It prints one line of JSON and ends with 0, or
// says on standard error what went wrong and ends with 1.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
)

const table = "CREATE TABLE IF NOT EXISTS entries (index bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body bytea NOT NULL)"
const insertOne = "INSERT INTO entries (body) VALUES ($1) RETURNING index"
const insertMany = "INSERT INTO entries (body) SELECT unnest($1::bytea[]) RETURNING index"

type result struct {
	Lines    int     `json:"lines"`
	Requests int     `json:"requests"`
	Clients  int     `json:"clients"`
	Seconds  float64 `json:"seconds"`
	P50      float64 `json:"p50"`
	P95      float64 `json:"p95"`
	P99      float64 `json:"p99"`
}

func main() {
	server := flag.String("server", "", "connection string")
	file := flag.String("file", "", "one row a line")
	clients := flag.Int("clients", 64, "connections at once")
	size := flag.Int("size", 1, "rows in one statement")
	flag.Parse()
	measured, err := run(context.Background(), *server, *file, *clients, *size)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(measured)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, server, file string, clients, size int) (*result, error) {
	all, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	lines := bytes.Split(bytes.TrimRight(all, "\n"), []byte("\n"))
	groups := slices.Collect(slices.Chunk(lines, size))
	connections := make([]*pgx.Conn, clients)
	for at := range connections {
		connection, err := connect(ctx, server)
		if err != nil {
			return nil, err
		}
		defer func() { _ = connection.Close(ctx) }()
		connections[at] = connection
	}
	took := make([]float64, len(groups))
	faults := make([]error, clients)
	var next atomic.Int64
	var group sync.WaitGroup
	begin := time.Now()
	for at, connection := range connections {
		group.Go(func() { faults[at] = client(ctx, connection, groups, &next, took) })
	}
	group.Wait()
	seconds := time.Since(begin).Seconds()
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	slices.Sort(took)
	quantile := func(part float64) float64 { return took[int(part*float64(len(took)-1))] }
	return &result{len(lines), len(groups), clients, seconds, quantile(0.5), quantile(0.95), quantile(0.99)}, nil
}

// connect makes sure of what is compared: the table, and that a commit waits for the disk.
func connect(ctx context.Context, server string) (*pgx.Conn, error) {
	connection, err := pgx.Connect(ctx, server)
	if err != nil {
		return nil, err
	}
	for name, wanted := range map[string]string{"synchronous_commit": "on", "fsync": "on"} {
		var is string
		if err := connection.QueryRow(ctx, "SHOW "+name).Scan(&is); err != nil {
			return nil, err
		}
		if is != wanted {
			return nil, fmt.Errorf("the server has %s %s", name, is)
		}
	}
	_, err = connection.Exec(ctx, table)
	return connection, err
}

func client(ctx context.Context, connection *pgx.Conn, groups [][][]byte, next *atomic.Int64, took []float64) error {
	for {
		at := int(next.Add(1)) - 1
		if at >= len(groups) {
			return nil
		}
		begin := time.Now()
		if err := insert(ctx, connection, groups[at]); err != nil {
			return err
		}
		took[at] = float64(time.Since(begin).Microseconds()) / 1000
	}
}

func insert(ctx context.Context, connection *pgx.Conn, rows [][]byte) error {
	if len(rows) == 1 {
		var index int64
		return connection.QueryRow(ctx, insertOne, rows[0]).Scan(&index)
	}
	found, err := connection.Query(ctx, insertMany, rows)
	if err != nil {
		return err
	}
	indices, err := pgx.CollectRows(found, pgx.RowTo[int64])
	if err == nil && len(indices) != len(rows) {
		err = fmt.Errorf("%d of %d rows were taken", len(indices), len(rows))
	}
	return err
}
