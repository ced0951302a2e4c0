/// A fixed room for bytes that come in at its end and leave from its start. For one thread.
final class PassingBuffer {
    private let room: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0

    init(size: Int) {
        room = .allocate(byteCount: size, alignment: 64)
    }

    deinit {
        room.deallocate()
    }

    var isEmpty: Bool { start == end }

    /// What is in it.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: room[start..<end]) }

    /// Where more may be put.
    var free: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rebasing: room[end...]) }

    /// Takes note of `count` bytes that were put to what is free.
    func add(_ count: Int) {
        end += count
    }

    /// Lets go of the first `count` bytes.
    func remove(_ count: Int) {
        start += count
        if isEmpty { (start, end) = (0, 0) }
    }
}
