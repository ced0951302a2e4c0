import Glibc
import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

@Suite struct DescriptorTests {
    @Test func descriptorsArriveWithTheirOwnRequest() throws {
        var router = echoRouter()
        router.register(service: service, method: "Read", lane: .restore, handler: readFiles)
        try withServer(router) { path, _ in
            try withTemporaryDirectory { directory in
                let client = try Client(path: path)
                let wrong = Monitor(0)
                try onThreads(16) { thread in
                    for round in 0..<40 {
                        // Requests with and without descriptors, small and large, take turns on the connection.
                        let count = (thread + round) % 5
                        let content = (0..<count).map { "\(thread) \(round) \($0);" }
                        let files = content.compactMap { try? file("\(directory)/\(thread)-\(round)", $0) }
                        let padding = [UInt8](repeating: 1, count: round % 4 == 0 ? 300_000 : 10)
                        let answer = try? client.call(
                            service: service, method: "Read", payload: padding, descriptors: files)
                        if answer != content.flatMap({ Array($0.utf8) }) { wrong.withLock { $0 += 1 } }
                    }
                }
                #expect(wrong.withLock { $0 } == 0)
            }
        }
    }

    @Test func descriptorsSentInTheMiddleOfAFrameBelongToIt() throws {
        var router = echoRouter()
        router.register(service: service, method: "Count", lane: .quick, handler: countDescriptors)
        try withServer(router) { path, _ in
            let connection = try RawConnection(path)
            let (end, _) = try pipeEnds()
            let frame = Wire.frame(stream: 1, Wire.request(method: "Count"))
            #expect(connection.send(Array(frame[..<4]), descriptors: [end]))
            #expect(connection.send(Array(frame[4..<20]), descriptors: [end]))
            #expect(connection.send(Array(frame[20...]), descriptors: [end]))
            connection.send(Wire.frame(stream: 3, Wire.request(method: "Count")))
            // The code is the number of descriptors that came with the request.
            // Two threads answer, in either order.
            let codes = [connection.receiveReply()?.code, connection.receiveReply()?.code]
            #expect(codes == [3, 16] || codes == [16, 3])
        }
    }

    @Test(arguments: [5, 100])
    func aRequestWithTooManyDescriptorsIsRefusedAndAllAreClosed(count: Int) throws {
        try withServer { path, _ in
            let connection = try RawConnection(path)
            let reading: Descriptor
            do {
                let (read, write) = try pipeEnds()
                reading = read
                let descriptors = [Descriptor](repeating: write, count: count)
                #expect(connection.send(Wire.frame(stream: 1, Wire.request(method: "Echo")), descriptors: descriptors))
            }
            #expect(connection.receiveReply()?.code == UInt8(RPCError.Code.resourceExhausted.rawValue))
            #expect(isAtEnd(reading))
            connection.send(Wire.frame(stream: 3, Wire.request(method: "Echo")))
            #expect(connection.receiveReply()?.code == 0)
        }
    }

    @Test func descriptorsSentInManyPiecesCountTogether() throws {
        try withServer { path, _ in
            let connection = try RawConnection(path)
            let reading: Descriptor
            do {
                let (read, write) = try pipeEnds()
                reading = read
                for byte in Wire.frame(stream: 1, Wire.request(method: "Echo")) {
                    #expect(connection.send([byte], descriptors: [write]))
                }
            }
            #expect(connection.receiveReply()?.code == UInt8(RPCError.Code.resourceExhausted.rawValue))
            #expect(isAtEnd(reading))
        }
    }

    @Test func descriptorsAreClosedWhenTheCallHasEnded() throws {
        try withServer { path, _ in
            let client = try Client(path: path)
            let reading: Descriptor
            do {
                let (read, write) = try pipeEnds()
                reading = read
                _ = try client.call(service: service, method: "Echo", payload: [], descriptors: [write])
            }
            #expect(isAtEnd(reading))
        }
    }

    @Test func aClientTakesNoMoreThanFour() throws {
        try withServer { path, _ in
            let (_, end) = try pipeEnds()
            let client = try Client(path: path)
            let descriptors = [Descriptor](repeating: end, count: 5)
            let error = rpcError {
                _ = try client.call(service: service, method: "Echo", payload: [], descriptors: descriptors)
            }
            #expect(error?.code == .invalidArgument)
        }
    }
}

/// Answers the content of all files that came along.
@Sendable private func readFiles(_ context: CallContext, _: [UInt8]) throws(RPCError) -> [UInt8] {
    var content: [UInt8] = []
    for descriptor in context.descriptors {
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = pread(descriptor.number, &buffer, buffer.count, 0)
        guard count > 0 else { throw RPCError(.internal, "pread") }
        content += buffer[..<count]
    }
    return content
}

/// Answers with the error whose code is the number of descriptors, or `unauthenticated`, 16, without any.
@Sendable private func countDescriptors(_ context: CallContext, _: [UInt8]) throws(RPCError) -> [UInt8] {
    throw RPCError(
        RPCError.Code(rawValue: Int32(context.descriptors.count)).flatMap { $0 == .ok ? nil : $0 } ?? .unauthenticated,
        "")
}

/// A file without a name that holds `text`.
private func file(_ path: String, _ text: String) throws -> Descriptor {
    let file = try Descriptor.open(path, O_RDWR | O_CREAT | O_TRUNC)
    unlink(path)
    try Array(text.utf8).withUnsafeBytes { bytes in try file.writeFully(bytes, at: 0) }
    return file
}

/// The reading and the writing end of a new pipe.
private func pipeEnds() throws -> (reading: Descriptor, writing: Descriptor) {
    var numbers: [Int32] = [-1, -1]
    try #require(pipe(&numbers) == 0)
    return (Descriptor(owning: numbers[0]), Descriptor(owning: numbers[1]))
}

/// Whether every writing end of the pipe gets closed. Waits up to a minute for that.
private func isAtEnd(_ reading: Descriptor) -> Bool {
    var wait = pollfd(fd: reading.number, events: Int16(POLLIN), revents: 0)
    return poll(&wait, 1, 60_000) == 1 && wait.revents & Int16(POLLHUP) != 0
}
