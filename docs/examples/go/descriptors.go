package main

import (
	"encoding/binary"
	"fmt"
	"net"
	"os"
	"strconv"
	"sync"
	"syscall"

	"github.com/containerd/ttrpc"
	gogo "github.com/gogo/protobuf/proto"
)

// The bytes of a frame's header: length, stream, type, flags.
const headerLength = 10

// The key of a call's metadata that says which file goes with it. The daemon ignores keys that it does not know.
const descriptorKey = "example-descriptor"

// descriptorConn is a connection of which some frames bring the descriptor of a file. ttrpc writes a frame in pieces, in
// the order in which calls come to its own goroutine; a descriptor belongs to the first byte of one. So what it writes is
// kept until a frame is whole, and the metadata in that tells which file goes along.
type descriptorConn struct {
	*net.UnixConn
	written []byte // the beginning of a frame; ttrpc writes from one goroutine

	mutex sync.Mutex
	files map[string]*os.File
	last  int
}

func newDescriptorConn(conn *net.UnixConn) *descriptorConn {
	return &descriptorConn{UnixConn: conn, files: map[string]*os.File{}}
}

// add keeps a file for the call that has the value it returns in its metadata. The file stays open until the call is over.
func (c *descriptorConn) add(file *os.File) string {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.last++
	name := strconv.Itoa(c.last)
	c.files[name] = file
	return name
}

func (c *descriptorConn) remove(name string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	delete(c.files, name)
}

// Write takes a piece of a frame from ttrpc, and sends what is whole.
func (c *descriptorConn) Write(piece []byte) (int, error) {
	c.written = append(c.written, piece...)
	for len(c.written) >= headerLength {
		length := headerLength + int(binary.BigEndian.Uint32(c.written))
		if len(c.written) < length {
			break
		}
		if err := c.send(c.written[:length]); err != nil {
			return 0, err
		}
		c.written = append([]byte(nil), c.written[length:]...)
	}
	return len(piece), nil
}

// send writes one frame. Its descriptor goes with the sendmsg(2) of its first byte.
func (c *descriptorConn) send(frame []byte) error {
	file, err := c.file(frame[headerLength:])
	if err != nil {
		return err
	}
	if file != nil {
		sent, _, err := c.WriteMsgUnix(frame, syscall.UnixRights(int(file.Fd())), nil)
		if err != nil {
			return err
		}
		frame = frame[sent:]
	}
	_, err = c.UnixConn.Write(frame)
	return err
}

// file is what goes with a request; nil for nothing.
func (c *descriptorConn) file(body []byte) (*os.File, error) {
	var request ttrpc.Request
	if err := gogo.Unmarshal(body, &request); err != nil {
		return nil, fmt.Errorf("what ttrpc writes is no request: %w", err)
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, pair := range request.Metadata {
		if pair.Key == descriptorKey {
			return c.files[pair.Value], nil
		}
	}
	return nil, nil
}
