import FuzzTargets
import Glibc

/// A program of libFuzzer's: its arguments are folders of inputs and libFuzzer's options
/// (llvm.org/docs/LibFuzzer.html). `LOCKER_FUZZ_TARGET` names the target.
///
/// What a target promises is checked by it; reads outside of buffers are found by the address sanitizer that the
/// program is built with.
@main enum Fuzzer {
    fileprivate static let target: FuzzTarget = {
        let name = getenv("LOCKER_FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            fatalError("LOCKER_FUZZ_TARGET: '\(name)' is no target; it is one of \(names)")
        }
        return target
    }()

    static func main() {
        var arguments = CommandLine.arguments
        arguments.insert("-max_len=\(target.maximumLength)", at: 1)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var count = CInt(arguments.count)
        let status = pointers.withUnsafeMutableBufferPointer { buffer in
            var start = buffer.baseAddress
            return runDriver(&count, &start, testOneInput)
        }
        exit(status)
    }
}

/// What libFuzzer calls with each input; by this name, since its own `main` refers to it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try Fuzzer.target.check(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        fatalError("\(error)")
    }
    return 0
}

/// libFuzzer's loop, in the library that `-sanitize=fuzzer` links. C, of pointers and integers alone, which Swift
/// passes as C does.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ input: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
