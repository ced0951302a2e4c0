package main

import (
	"context"
	"net"
	"os"

	"github.com/containerd/ttrpc"
	"google.golang.org/protobuf/proto"
)

const service = "locker.v1.Locker"

// client makes calls of one daemon, from any number of goroutines.
type client struct {
	conn    *descriptorConn
	ttrpc   *ttrpc.Client
	account string // of whom all calls are; the caller's own when empty
}

func dial(socket, account string) (*client, error) {
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: socket, Net: "unix"})
	if err != nil {
		return nil, err
	}
	wrapped := newDescriptorConn(conn)
	return &client{wrapped, ttrpc.NewClient(wrapped), account}, nil
}

func (c *client) close() { c.ttrpc.Close() }

// call makes a call, and fills in the answer. A refusal is an error of google.golang.org/grpc/status.
func (c *client) call(ctx context.Context, method string, request, answer proto.Message) error {
	return c.do(ctx, method, ttrpc.MD{}, request, answer)
}

// callWithFile makes a call that brings the descriptor of an open file.
func (c *client) callWithFile(
	ctx context.Context, method string, file *os.File, request, answer proto.Message,
) error {
	name := c.conn.add(file)
	defer c.conn.remove(name)
	return c.do(ctx, method, ttrpc.MD{descriptorKey: {name}}, request, answer)
}

func (c *client) do(ctx context.Context, method string, metadata ttrpc.MD, request, answer proto.Message) error {
	if c.account != "" {
		metadata.Set("locker-account", c.account)
	}
	return c.ttrpc.Call(
		ttrpc.WithMetadata(ctx, metadata), service, method, message{request}, message{answer})
}
