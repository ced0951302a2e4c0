import Glibc
import LockerBase
import POSIXSupport

/// Keeps the pages of tables: in memory, and once they are more than a few MiB in a file that has no name. For any
/// number of tables and threads.
///
/// Where no such file can be made, or its disk is full, pages stay in memory.
package final class PageStore: Sendable {
    private enum Place {
        case memory(TablePage)
        case file(offset: Int, count: Int, checksum: UInt64)
    }

    private struct State {
        /// Of the pages, by their numbers.
        var places: [Place] = []
        /// Those of them that are in memory, and their bytes.
        var held: [Int] = []
        var heldBytes = 0
        var file: Descriptor?
        /// Bytes of the file.
        var length = 0
        /// Whether memory takes all pages that come.
        var isStuck = false
        /// Pages of the file that were read, the one that was asked for last at the end.
        var recent: [(number: Int, page: TablePage)] = []
    }

    /// Pages of the file that stay in memory.
    private static let recentPages = 32

    private let limit: Int
    private let makeFile: @Sendable () -> Descriptor?
    private let state = Monitor(State())

    /// - Parameters:
    ///   - limit: the most bytes that are kept in memory.
    ///   - makeFile: makes the file, which is called once; nil when that cannot be.
    package init(limit: Int = 8 << 20, makeFile: @escaping @Sendable () -> Descriptor?) {
        self.limit = limit
        self.makeFile = makeFile
    }

    /// A store whose file is made in `folder`, else where files for a while belong.
    package convenience init(in folder: String? = nil) {
        let others = [getenv("TMPDIR").map { String(cString: $0) }, "/var/tmp", "/tmp"]
        self.init { PageStore.makeFile(in: [folder] + others) }
    }

    /// A file without a name in the first of `folders` that takes one.
    package static func makeFile(in folders: [String?]) -> Descriptor? {
        for folder in folders.lazy.compactMap({ $0 }) {
            // It loses its name at once, and its content with the last who has it open.
            if let folder = try? Descriptor.open(folder, O_RDONLY | O_DIRECTORY),
                let file = try? TemporaryFile.make(in: folder, mode: 0o600)
            {
                return file.descriptor
            }
        }
        return nil
    }

    /// Keeps a page. Returns its number.
    func add(_ page: TablePage) -> Int {
        state.withLock { state in
            state.held.append(state.places.count)
            state.places.append(.memory(page))
            state.heldBytes += page.bytes.count
            if state.heldBytes > limit || state.file != nil { spill(&state) }
            return state.places.count - 1
        }
    }

    /// The page of this number.
    ///
    /// - Parameter again: whether it is likely to be asked for again.
    func page(_ number: Int, again: Bool) throws(LockerError) -> TablePage {
        let found = state.withLock { state -> (page: TablePage?, file: Descriptor?, place: Place) in
            if let index = state.recent.lastIndex(where: { $0.number == number }) {
                let known = state.recent[index]
                if index < state.recent.count - 1 { state.recent.append(state.recent.remove(at: index)) }
                return (known.page, nil, state.places[number])
            }
            return (nil, state.file, state.places[number])
        }
        if let page = found.page { return page }
        switch found.place {
        case .memory(let page): return page
        case .file(let offset, let count, let sum):
            let page = try PageStore.read(found.file, offset, count, sum)
            if again { state.withLock { PageStore.remember(page, number, &$0) } }
            return page
        }
    }

    private static func read(
        _ file: Descriptor?, _ offset: Int, _ count: Int, _ sum: UInt64
    ) throws(LockerError) -> TablePage {
        var isWhole = false
        let bytes = try translatingSystemErrors { () throws(SystemError) in
            var failure: SystemError?
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
                do throws(SystemError) {
                    done = try file?.readFully(into: .init(buffer), at: offset, subject: "temporary file") ?? 0
                } catch {
                    failure = error
                }
                isWhole = done == count
            }
            if let failure { throw failure }
            return bytes
        }
        // A disk that failed to write what it had taken gives zeros back, and those would be a page without rows.
        guard isWhole, bytes.withUnsafeBytes({ checksum($0) }) == sum, let page = TablePage(bytes) else {
            throw damaged
        }
        return page
    }

    /// Of a file whose bytes are not what was written.
    static var damaged: LockerError {
        LockerError(.system, "a temporary file does not hold what was written to it; check the disk of TMPDIR")
    }

    private static func remember(_ page: TablePage, _ number: Int, _ state: inout State) {
        if state.recent.contains(where: { $0.number == number }) { return }
        if state.recent.count == recentPages { state.recent.removeFirst() }
        state.recent.append((number, page))
    }

    /// Writes what is in memory to the file, until that takes no more.
    private func spill(_ state: inout State) {
        if state.isStuck { return }
        state.file = state.file ?? makeFile()
        guard let file = state.file else {
            state.isStuck = true
            return
        }
        for (index, number) in state.held.enumerated() {
            guard case .memory(let page) = state.places[number] else { continue }
            do throws(SystemError) {
                let offset = state.length
                try page.bytes.withUnsafeBufferPointer { (bytes) throws(SystemError) in
                    try file.writeFully(UnsafeRawBufferPointer(bytes), at: offset)
                }
            } catch {
                state.held.removeFirst(index)
                state.isStuck = true
                return
            }
            state.places[number] = .file(
                offset: state.length, count: page.bytes.count, checksum: page.bytes.withUnsafeBytes { checksum($0) })
            state.length += page.bytes.count
        }
        (state.held, state.heldBytes) = ([], 0)
    }
}
