import Foundation
import LockerBase
import PackEngine

/// A pack store in a directory of its own, which is there from ``open()`` to ``remove()``.
final class ScratchStore {
    private var directory: URL?
    private var opened: PackStore?

    /// The store. Without ``open()`` it cannot be used.
    func store() throws -> PackStore {
        guard let opened else {
            throw LockerError(.failedPrecondition, "the scratch store is not open; call open() in the setup")
        }
        return opened
    }

    /// Makes the directory, below TMPDIR or else /tmp, and an empty store in it.
    func open() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "locker-\(UUID().uuidString)")
        self.directory = directory
        opened = try PackStore.open(directory: directory.path)
    }

    /// Closes the store and opens it again: all that it holds is in packs that are sealed, and in the index.
    func reopen() throws {
        guard let directory else { return }
        opened?.close()
        opened = try PackStore.open(directory: directory.path)
    }

    func remove() throws {
        opened?.close()
        opened = nil
        if let directory { try FileManager.default.removeItem(at: directory) }
        directory = nil
    }
}
