// A client of lockerd in Go, with Debian's ttrpc 1.1 (docs/protocol.md). build.sh builds it.
//
//	locker_client [-socket PATH] [-account NAME] status | ls | put FILE... | get PATH FILE
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"

	"locker_client/lockerv1"
)

const library = "main"

const usage = "usage: locker_client [-socket PATH] [-account NAME] status | ls | put FILE... | get PATH FILE"

func main() {
	socket := flag.String("socket", defaultSocket(), "the daemon's socket")
	account := flag.String("account", "", "for whom, where one acts for others")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	flag.Parse()
	err := run(*socket, *account, flag.Args())
	if err == nil {
		return
	}
	// What the daemon refuses has a code of google.rpc.Code, and facts beside its text.
	refusal, isRefusal := status.FromError(err)
	if !isRefusal {
		fmt.Fprintln(os.Stderr, "locker_client:", err)
		os.Exit(1)
	}
	fmt.Fprintf(os.Stderr, "locker_client: %s (status %d)\n", refusal.Message(), refusal.Code())
	for _, detail := range refusal.Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok {
			fmt.Fprintln(os.Stderr, "reason:", info.Reason)
		}
	}
	os.Exit(1)
}

func run(socket, account string, arguments []string) error {
	client, err := dial(socket, account)
	if err != nil {
		return err
	}
	defer client.close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	switch {
	case len(arguments) == 1 && arguments[0] == "status":
		return client.status(ctx)
	case len(arguments) == 1 && arguments[0] == "ls":
		return client.list(ctx)
	case len(arguments) > 1 && arguments[0] == "put":
		return client.put(ctx, arguments[1:])
	case len(arguments) == 3 && arguments[0] == "get":
		return client.get(ctx, arguments[1], arguments[2])
	}
	return errors.New(usage)
}

func defaultSocket() string {
	switch {
	case os.Getenv("LOCKER_SOCKET") != "":
		return os.Getenv("LOCKER_SOCKET")
	case os.Geteuid() == 0:
		return "/run/locker/locker.sock"
	}
	return filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "locker.sock")
}

func (c *client) status(ctx context.Context) error {
	var answer lockerv1.StatusResponse
	if err := c.call(ctx, "Status", &lockerv1.StatusRequest{}, &answer); err != nil {
		return err
	}
	fmt.Printf("lockerd %s, account %s\n", answer.Version, answer.Account)
	return nil
}

// list prints all there is in one revision, the newest, page by page.
func (c *client) list(ctx context.Context) error {
	request := lockerv1.ListRequest{Library: library, Partial: true}
	for {
		var page lockerv1.ListResponse
		if err := c.call(ctx, "List", &request, &page); err != nil {
			return err
		}
		for _, entry := range page.Entries {
			fmt.Printf("%12d  %s\n", entry.Size, entry.Path)
		}
		if !page.More {
			return nil
		}
		request.Revision, request.After = &page.Revision, page.Next
		if len(page.Next) == 0 { // a daemon that is older than partial pages
			request.After = page.Entries[len(page.Entries)-1].Path
		}
	}
}

// put brings files, side by side, under their names: the daemon reads them by their descriptors.
func (c *client) put(ctx context.Context, names []string) error {
	var session lockerv1.OpenSessionResponse
	if err := c.call(ctx, "OpenSession", &lockerv1.OpenSessionRequest{Library: library}, &session); err != nil {
		return err
	}
	var group sync.WaitGroup
	failures := make([]error, len(names))
	for number, name := range names {
		group.Add(1)
		go func(number int, name string) {
			defer group.Done()
			failures[number] = c.ingest(ctx, session.Session, name)
		}(number, name)
	}
	group.Wait()
	for _, err := range failures {
		if err != nil {
			return err
		}
	}
	var made lockerv1.CommitResponse
	if err := c.call(ctx, "Commit", &lockerv1.CommitRequest{Session: session.Session}, &made); err != nil {
		return err
	}
	fmt.Printf("revision %d: %d added, %d changed\n", made.Revision, made.Added, made.Changed)
	return nil
}

func (c *client) ingest(ctx context.Context, session uint64, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	request := lockerv1.IngestRequest{
		Session: session, Path: []byte(filepath.Base(name)), Modified: info.ModTime().UnixNano(),
	}
	return c.callWithFile(ctx, "Ingest", file, &request, &lockerv1.IngestResponse{})
}

// get has the daemon write an entry into a new file, by its descriptor.
func (c *client) get(ctx context.Context, path, name string) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer file.Close()
	var answer lockerv1.RestoreResponse
	request := lockerv1.RestoreRequest{Library: library, Path: []byte(path)}
	if err := c.callWithFile(ctx, "Restore", file, &request, &answer); err != nil {
		os.Remove(name)
		return err
	}
	fmt.Printf("%d bytes\n", answer.Size)
	return file.Sync()
}
