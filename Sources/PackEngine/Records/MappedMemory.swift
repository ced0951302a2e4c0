import Glibc
import POSIXSupport

/// Memory for `count` elements, all bytes zero, straight from the kernel, to which it goes back with its last
/// reference.
///
/// For large tables that live for a moment: malloc(3) would keep what they took, once for each thread that had one.
final class MappedMemory<Element: BitwiseCopyable> {
    let count: Int
    private let memory: UnsafeMutableRawPointer

    /// - Throws: `ENOMEM`.
    init(count: Int) throws(SystemError) {
        self.count = max(1, count)
        let (bytes, overflow) = self.count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        guard !overflow else { throw SystemError("mmap", on: "memory", number: ENOMEM) }
        let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory, memory != MAP_FAILED else { throw SystemError("mmap", on: "memory") }
        // In large pages, where the kernel has them: random access is bound by its look-ups of addresses otherwise.
        madvise(memory, bytes, MADV_HUGEPAGE)
        self.memory = memory
    }

    deinit {
        munmap(memory, count * MemoryLayout<Element>.stride)
    }

    subscript(index: Int) -> Element {
        get {
            precondition(index >= 0 && index < count, "beyond the memory")
            return memory.load(fromByteOffset: index * MemoryLayout<Element>.stride, as: Element.self)
        }
        set {
            precondition(index >= 0 && index < count, "beyond the memory")
            memory.storeBytes(of: newValue, toByteOffset: index * MemoryLayout<Element>.stride, as: Element.self)
        }
    }
}
