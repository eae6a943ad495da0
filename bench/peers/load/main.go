// SPDX-License-Identifier: Apache-2.0

// Command load posts the lines of a file to one address of a server on this machine, over connections that
// stay open, and says how fast they were answered.
//
//	load -url http://127.0.0.1:8080/add -file LINES -clients 64 -size 1 -media application/json
//
// With a size above 1 each request carries that many lines. Every answer must have the status that -status
// names and hold the text that -mark names once for each line. It prints one line of JSON and ends with 0, or
// says on standard error what went wrong and ends with 1.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// result is what was measured; latencies are of whole requests, in milliseconds.
type result struct {
	Lines    int     `json:"lines"`
	Requests int     `json:"requests"`
	Clients  int     `json:"clients"`
	Seconds  float64 `json:"seconds"`
	P50      float64 `json:"p50"`
	P95      float64 `json:"p95"`
	P99      float64 `json:"p99"`
}

type plan struct {
	address string
	head    string
	status  int
	mark    []byte
	bodies  [][]byte
	lines   []int
	next    atomic.Int64
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	target := flag.String("url", "", "where to post")
	file := flag.String("file", "", "one body a line")
	clients := flag.Int("clients", 64, "connections at once")
	size := flag.Int("size", 1, "lines in one request")
	media := flag.String("media", "application/json", "media type of a request")
	header := flag.String("header", "", "one more header line")
	status := flag.Int("status", 200, "status of every answer")
	mark := flag.String("mark", "", "text that an answer holds once for each line")
	flag.Parse()
	to, err := url.Parse(*target)
	if err != nil {
		return err
	}
	extra := ""
	if *header != "" {
		extra = *header + "\r\n"
	}
	work := &plan{address: to.Host, status: *status, mark: []byte(*mark)}
	work.head = fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\n%sContent-Type: %s\r\nContent-Length: ",
		to.RequestURI(), to.Host, extra, *media)
	if err := work.read(*file, *size); err != nil {
		return err
	}
	measured, err := work.run(*clients)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(measured)
}

// read cuts the file into bodies of so many lines each.
func (p *plan) read(file string, size int) error {
	all, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	lines := bytes.Split(bytes.TrimRight(all, "\n"), []byte("\n"))
	for group := range slices.Chunk(lines, size) {
		p.bodies = append(p.bodies, bytes.Join(group, []byte("\n")))
		p.lines = append(p.lines, len(group))
	}
	return nil
}

// run shares the bodies out to the clients; the clock starts when all are connected.
func (p *plan) run(clients int) (*result, error) {
	connections := make([]net.Conn, clients)
	for at := range connections {
		connection, err := net.Dial("tcp", p.address)
		if err != nil {
			return nil, err
		}
		defer connection.Close()
		connections[at] = connection
	}
	took := make([]float64, len(p.bodies))
	faults := make([]error, clients)
	var group sync.WaitGroup
	begin := time.Now()
	for at, connection := range connections {
		group.Go(func() { faults[at] = p.client(connection, took) })
	}
	group.Wait()
	seconds := time.Since(begin).Seconds()
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	lines := 0
	for _, count := range p.lines {
		lines += count
	}
	slices.Sort(took)
	quantile := func(part float64) float64 { return took[int(part*float64(len(took)-1))] }
	return &result{lines, len(p.bodies), clients, seconds, quantile(0.5), quantile(0.95), quantile(0.99)}, nil
}

func (p *plan) client(connection net.Conn, took []float64) error {
	reader := bufio.NewReaderSize(connection, 1<<16)
	for {
		at := int(p.next.Add(1)) - 1
		if at >= len(p.bodies) {
			return nil
		}
		begin := time.Now()
		if err := p.post(connection, reader, p.bodies[at], p.lines[at]); err != nil {
			return err
		}
		took[at] = float64(time.Since(begin).Microseconds()) / 1000
	}
}

// post writes beside reading: a server that answers line by line stops reading when nobody reads it.
func (p *plan) post(connection net.Conn, reader *bufio.Reader, body []byte, lines int) error {
	written := make(chan error, 1)
	request := append(fmt.Appendf(make([]byte, 0, len(p.head)+len(body)+16), "%s%d\r\n\r\n", p.head, len(body)), body...)
	if lines == 1 {
		_, err := connection.Write(request)
		written <- err
	} else {
		go func() {
			_, err := connection.Write(request)
			written <- err
		}()
	}
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		return errors.Join(err, <-written)
	}
	answer, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close(), <-written); err != nil {
		return err
	}
	if response.StatusCode != p.status || (len(p.mark) > 0 && bytes.Count(answer, p.mark) != lines) {
		return fmt.Errorf("not taken: %s %s", response.Status, strings.TrimSpace(string(answer[:min(len(answer), 500)])))
	}
	return nil
}
