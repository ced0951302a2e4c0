import Glibc
import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

/// The method `Hang` waits at a gate as a system call on a file of the caller's waits that hangs.
@Suite struct HangingFileTests {
    @Test func theCallIsAnsweredAndAnotherThreadServes() throws {
        let gate = Gate()
        let told = Monitor(0)
        let note = { @Sendable (_: CallContext) in told.withLock { $0 += 1 } }
        try withServer(hangingRouter(gate), limits: limits, onGiveUp: note) { path, server in
            let client = try Client(path: path)
            #expect(rpcError { _ = try hang(client, "a") }?.code == .deadlineExceeded)
            #expect(gate.arrived == 1 && server.lostThreads == 1 && told.withLock { $0 } == 1)
            // One thread of two may be one account's, and that one hangs: the next call is refused, and not left
            // waiting.
            #expect(rpcError { _ = try hang(client, "a") }?.code == .resourceExhausted)
            #expect(rpcError { _ = try echo(client, "a") }?.code == .resourceExhausted)
            // Two others take as much as they may, and each is answered.
            #expect(rpcError { _ = try hang(client, "b") }?.code == .deadlineExceeded)
            #expect(rpcError { _ = try hang(client, "c") }?.code == .deadlineExceeded)
            #expect(try echo(client, "d") == [1])
            gate.open()
            while server.lostThreads > 0 { sched_yield() }
            #expect(try echo(client, "a") == [1])
        }
    }

    @Test func thoseWhoWaitForAThreadThatHangsAreAnswered() throws {
        let gate = Gate()
        try withServer(hangingRouter(gate), limits: limits) { path, _ in
            let client = try Client(path: path)
            let codes = Monitor<[RPCError.Code?]>([])
            try onThreads(6) { _ in
                let error = rpcError { _ = try hang(client, "a") }
                codes.withLock { $0.append(error?.code) }
            }
            #expect(codes.withLock { $0 }.filter { $0 == .deadlineExceeded }.count == 1)
            #expect(codes.withLock { $0 }.filter { $0 == .resourceExhausted }.count == 5)
            #expect(gate.arrived == 1)
            gate.open()
        }
    }

    @Test func aStopDoesNotWaitForThem() throws {
        let gate = Gate()
        var limits = limits
        limits.fileSeconds = 600
        limits.stopSeconds = 0.05
        try withServer(hangingRouter(gate), limits: limits) { path, server in
            let client = try Client(path: path)
            let code = Monitor<RPCError.Code?>(nil)
            let caller = try Thread("caller") {
                let error = rpcError { _ = try hang(client, "a") }
                code.withLock { $0 = error?.code }
            }
            #expect(gate.waitForArrivals(1))
            server.stop()
            caller.join()
            #expect(code.withLock { $0 } == .unavailable)
            gate.open()
        }
    }

    @Test func moreDescriptorsThanTheMethodTakesAreRefused() throws {
        try withServer(hangingRouter(Gate()), limits: limits) { path, _ in
            let client = try Client(path: path)
            let ends = [try pipeEnd(), try pipeEnd()]
            let error = rpcError {
                _ = try client.call(service: service, method: "Take", payload: [], descriptors: ends)
            }
            #expect(error?.code == .invalidArgument)
        }
    }

    private var limits: ServerLimits {
        var limits = ServerLimits()
        limits.fileSeconds = 0.05
        limits.restoreThreads = 2
        limits.accountKey = "who"
        return limits
    }

    private func hangingRouter(_ gate: Gate) -> Router {
        var router = Router()
        router.register(service: service, method: "Hang", lane: .restore, descriptors: 1) { context, payload in
            _ = context.patience?.wait { gate.pass() }
            return payload
        }
        router.register(service: service, method: "Take", lane: .restore, descriptors: 1) { _, payload in payload }
        return router
    }
}

private func hang(_ client: Client, _ who: String) throws -> [UInt8] {
    try client.call(
        service: service, method: "Hang", payload: [1], metadata: ["who": who], descriptors: [try pipeEnd()])
}

private func echo(_ client: Client, _ who: String) throws -> [UInt8] {
    try client.call(service: service, method: "Take", payload: [1], metadata: ["who": who])
}

/// The reading end of a new pipe, whose writing end is closed.
private func pipeEnd() throws -> Descriptor {
    var numbers: [Int32] = [-1, -1]
    try #require(pipe(&numbers) == 0)
    close(numbers[1])
    return Descriptor(owning: numbers[0])
}
