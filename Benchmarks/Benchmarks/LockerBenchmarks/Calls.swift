import Benchmark
import TTRPC

/// Calls that send bytes and get the same ones back, over a Unix socket within this process.
func registerCalls() {
    let echo = EchoServer()

    func call(_ payload: [UInt8], times: Int) throws {
        let client = try echo.client()
        for _ in 0..<times {
            blackHole(try client.call(service: "Echo", method: "Echo", payload: payload))
        }
    }

    let small = [UInt8](repeating: 7, count: 100)
    Benchmark(
        "Client.call, 100 bytes and back", configuration: .times,
        closure: { benchmark in
            try benchmark.measure(times: 1000) { try call(small, times: 1000) }
        }, setup: echo.start, teardown: echo.stop)

    let large = [UInt8](repeating: 7, count: 1 << 20)
    Benchmark(
        "Client.call, 1 MiB and back", configuration: .bytes,
        closure: { benchmark in
            try benchmark.measure(bytes: 2 * 16 * large.count) { try call(large, times: 16) }
        }, setup: echo.start, teardown: echo.stop)
}
