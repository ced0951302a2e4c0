import Glibc
import LockerBase
import POSIXSupport

/// The files that are not yet under their own names, so that an interrupt can take them away.
package final class TemporaryFiles: Sendable {
    /// All of this process.
    package static let shared = TemporaryFiles()

    private struct Names {
        var next = 0
        var open: [Int: (folder: Descriptor, name: [UInt8])] = [:]
    }

    private let names = Monitor(Names())
    private static let start = Array(".locker-\(getpid())-".utf8)

    private init() {}

    /// Removes every temporary file. To be called when the process is about to end: transfers that run fail.
    ///
    /// - Parameter isMeant: asked of each one's folder.
    package func removeAll(in isMeant: (Descriptor) -> Bool = { _ in true }) {
        names.withLock { names in
            for (id, (folder, name)) in names.open where isMeant(folder) {
                _ = name.withCName { unlinkat(folder.number, $0, 0) }
                names.open[id] = nil
            }
        }
    }

    /// A name that no other temporary file of this process has, taken away at an interrupt.
    func reserve(in folder: Descriptor) -> (id: Int, name: [UInt8]) {
        names.withLock { names in
            let id = names.next
            names.next += 1
            let name = TemporaryFiles.start + Array("\(id).part".utf8)
            names.open[id] = (folder, name)
            return (id, name)
        }
    }

    /// Whether `name` is that of a file which this process has not given up.
    func isOpen(_ name: [UInt8]) -> Bool {
        names.withLock { $0.open.values.contains { $0.name == name } }
    }

    func forget(_ id: Int) {
        names.withLock { $0.open[id] = nil }
    }
}
