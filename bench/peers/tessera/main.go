// SPDX-License-Identifier: Apache-2.0

// Command tessera serves a Tessera log on POSIX files over HTTP, as its own example programs do: an entry is
// answered with its index once it is sequenced, integrated and synced. It checks nothing of an entry.
//
//	tessera -dir FOLDER [-batch 256] [-age 250ms]
//
// POST /add takes one entry, POST /lines one a line. It prints its address as one line and ends with SIGTERM.
package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

const longestLine = 1 << 16

func main() {
	dir := flag.String("dir", "", "folder of the log")
	batch := flag.Uint("batch", tessera.DefaultBatchMaxSize, "most entries in one batch")
	age := flag.Duration("age", tessera.DefaultBatchMaxAge, "longest time that a batch waits")
	flag.Parse()
	if err := serve(*dir, *batch, *age); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(dir string, batch uint, age time.Duration) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	appender, shutdown, err := open(ctx, dir, batch, age)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	http.HandleFunc("POST /add", func(w http.ResponseWriter, r *http.Request) { addOne(appender, w, r) })
	http.HandleFunc("POST /lines", func(w http.ResponseWriter, r *http.Request) { addLines(appender, w, r) })
	server := &http.Server{}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	fmt.Printf("http://%s\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return shutdown(context.Background())
}

func open(ctx context.Context, dir string, batch uint, age time.Duration) (*tessera.Appender, func(context.Context) error, error) {
	secret, _, err := note.GenerateKey(rand.Reader, "log.example/peer")
	if err != nil {
		return nil, nil, err
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return nil, nil, err
	}
	driver, err := posix.New(ctx, posix.Config{Path: dir})
	if err != nil {
		return nil, nil, err
	}
	options := tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithCheckpointInterval(time.Second).
		WithBatching(batch, age)
	appender, shutdown, _, err := tessera.NewAppender(context.WithoutCancel(ctx), driver, options)
	return appender, shutdown, err
}

func addOne(appender *tessera.Appender, w http.ResponseWriter, r *http.Request) {
	entry, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	index, err := appender.Add(r.Context(), tessera.NewEntry(entry))()
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintf(w, "{\"index\":%d}\n", index.Index)
}

func addLines(appender *tessera.Appender, w http.ResponseWriter, r *http.Request) {
	scanner := bufio.NewScanner(r.Body)
	scanner.Buffer(make([]byte, 0, longestLine), longestLine)
	var waiting []tessera.IndexFuture
	for scanner.Scan() {
		waiting = append(waiting, appender.Add(r.Context(), tessera.NewEntry(append([]byte(nil), scanner.Bytes()...))))
	}
	out := bufio.NewWriter(w)
	defer func() { _ = out.Flush() }()
	for _, future := range waiting {
		index, err := future()
		if err != nil {
			fmt.Fprintf(out, "{\"error\":%q}\n", err)
			continue
		}
		fmt.Fprintf(out, "{\"index\":%d}\n", index.Index)
	}
}
