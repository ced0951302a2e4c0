/// Bytes that nothing can compress, the same ones in every run: more than a processor's caches hold.
final class Noise {
    static let chunkSize = 64 << 10
    static let chunkCount = 1024
    static let byteCount = chunkSize * chunkCount

    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: Noise.byteCount, alignment: 4096)

    init() {
        var state: UInt64 = 1
        for offset in stride(from: 0, to: Noise.byteCount, by: 8) {
            memory.storeBytes(of: SplitMix64.next(&state), toByteOffset: offset, as: UInt64.self)
        }
    }

    deinit {
        memory.deallocate()
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }

    func chunk(_ number: Int) -> UnsafeRawBufferPointer {
        let start = number * Noise.chunkSize
        return UnsafeRawBufferPointer(rebasing: memory[start..<start + Noise.chunkSize])
    }

    /// Makes `chunk(number)` one that has not been there before, provided that `stamp` has not.
    func renew(_ number: Int, stamp: Int) {
        memory.storeBytes(of: stamp, toByteOffset: number * Noise.chunkSize, as: Int.self)
    }
}
