import LockerTestSupport
import POSIXSupport
import PackEngine

/// A pack of a ``SimulatedStorage``.
struct SimulatedFile: PackFile {
    struct Contents {
        var bytes: [UInt8] = []
        private var durable: [UInt8] = []
        private var dirtyPages: Set<Int> = []

        private static let page = 4096

        mutating func write(_ new: some Collection<UInt8>, at offset: Int) {
            resize(max(bytes.count, offset + new.count))
            bytes.replaceSubrange(offset..<offset + new.count, with: new)
            dirtyPages.formUnion(offset / Contents.page...max(offset, offset + new.count - 1) / Contents.page)
        }

        mutating func resize(_ size: Int) {
            if size < bytes.count { bytes.removeSubrange(size...) }
            bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
        }

        /// Saves dirty pages, or loses sight of them when `failing`.
        mutating func synchronize(failing: Bool) {
            if !failing {
                durable = Contents.merge(durable, bytes, pages: dirtyPages, size: bytes.count)
            }
            dirtyPages = []
        }

        func afterKill() -> Contents {
            var result = Contents()
            result.write(bytes, at: 0)
            return result
        }

        func afterCrash(using generator: inout SplitMix64) -> Contents {
            let survivors = dirtyPages.sorted().filter { _ in Bool.random(using: &generator) }
            let size = Bool.random(using: &generator) ? bytes.count : durable.count
            var result = Contents()
            result.bytes = Contents.merge(durable, bytes, pages: Set(survivors), size: size)
            result.durable = result.bytes
            return result
        }

        private static func merge(_ old: [UInt8], _ new: [UInt8], pages: Set<Int>, size: Int) -> [UInt8] {
            var result = Array(old.prefix(size))
            result.append(contentsOf: repeatElement(0, count: size - result.count))
            for number in pages {
                let (start, end) = (number * page, min((number + 1) * page, size, new.count))
                if start < end { result.replaceSubrange(start..<end, with: new[start..<end]) }
            }
            return result
        }
    }

    private let name: PackName
    private let storage: SimulatedStorage

    init(_ name: PackName, _ storage: SimulatedStorage) {
        self.name = name
        self.storage = storage
    }

    private func change(
        _ operation: SimulatedStorage.Operation, _ body: (inout Contents) -> Void
    ) throws(SystemError) {
        try storage.disk.withLock { (disk) throws(SystemError) in
            try disk.check(operation)
            body(&disk.files[name, default: Contents()])
        }
    }

    func size() throws(SystemError) -> Int {
        storage.disk.wait { $0.isHeld ? nil : $0.files[name]?.bytes.count ?? 0 }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        let wanted = offset..<offset + buffer.count
        return try storage.disk.wait { (disk) throws(SystemError) -> Int? in
            if let limit = disk.heldReads, disk.reads >= limit { return nil }
            disk.reads += 1
            for fault in disk.readFaults where fault.pack == name && fault.range?.overlaps(wanted) == true {
                throw SystemError("read", on: name.fileName, number: fault.number)
            }
            let bytes = disk.files[name]?.bytes ?? []
            let part = bytes.dropFirst(offset).prefix(buffer.count)
            buffer.copyBytes(from: part)
            return part.count
        }
    }

    func write(_ parts: [UnsafeRawBufferPointer], at offset: Int) throws(SystemError) {
        if parts.count > 1 { storage.disk.wait { $0.heldWrites == name.packClass ? nil : () } }
        try change(.write) { $0.write(parts.flatMap { Array($0) }, at: offset) }
    }

    func reserve(_ range: Range<Int>) throws(SystemError) {
        try change(.reserve) { $0.resize(max($0.bytes.count, range.upperBound)) }
    }

    func synchronize() throws(SystemError) {
        do throws(SystemError) {
            try change(.synchronize) { $0.synchronize(failing: false) }
        } catch {
            storage.disk.withLock { $0.files[name]?.synchronize(failing: true) }
            throw error
        }
    }

    func truncate(to size: Int) throws(SystemError) {
        try change(.truncate) { $0.resize(size) }
    }

    func seal() throws(SystemError) {
        try change(.seal) { _ in }
    }
}
