package main

import (
	"fmt"

	"google.golang.org/protobuf/proto"
)

// message has ttrpc 1.1 take a message of the protobuf module of today. By itself it takes those of gogo/protobuf alone:
// one that protoc-gen-go made looks like one of these, and makes it panic.
type message struct{ proto.Message }

func (m message) Reset()                      { proto.Reset(m.Message) }
func (m message) String() string              { return fmt.Sprint(m.Message) }
func (m message) ProtoMessage()               {}
func (m message) Marshal() ([]byte, error)    { return proto.Marshal(m.Message) }
func (m message) Unmarshal(data []byte) error { return proto.Unmarshal(data, m.Message) }
