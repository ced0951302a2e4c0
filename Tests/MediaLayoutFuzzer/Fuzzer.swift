import Glibc
import LockerBase
import MediaLayout

/// A program of libFuzzer's: its arguments are folders of inputs and libFuzzer's options
/// (llvm.org/docs/LibFuzzer.html).
///
/// Any bytes must have a layout that covers them, and if they can be split as Ogg, the parts must join to the same
/// bytes; reads outside of buffers are found by the address sanitizer that the program is built with.
@main enum Fuzzer {
    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(runDriver(&count, &arguments, testOneInput))
    }

    fileprivate static func run(_ source: MemorySource) {
        do {
            try check(source)
        } catch {
            fatalError("\(error)")
        }
    }

    private static func check(_ source: MemorySource) throws(LockerError) {
        let layout = try Layout(of: source)
        var end = 0
        for run in layout.runs {
            precondition(run.range.lowerBound == end && !run.range.isEmpty, "the runs do not lie next to each other")
            end = run.range.upperBound
        }
        precondition(end == source.size, "the runs do not cover the file")

        var payload: [UInt8] = []
        let split = try OggSplitter.split(source) { (piece) throws(LockerError) in payload += piece }
        guard let split else { return }
        let joiner = try OggJoiner(
            skeleton: OggSkeleton(split.skeleton), head: PartialSource(source, split.head),
            payload: MemorySource(payload), tail: PartialSource(source, split.tail))
        let isSame = try joiner.holdsSameBytes(as: source)
        precondition(isSame, "the parts do not join to the file")
    }
}

/// What libFuzzer calls with each input; by this name, since its own `main` refers to it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Fuzzer.run(MemorySource(Array(UnsafeBufferPointer(start: start, count: count))))
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
