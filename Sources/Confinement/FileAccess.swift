import CLandlock
import Glibc
import POSIXSupport

/// The files that a process has left, by landlock(7): it can read them, and neither write nor name others.
package final class FileAccess {
    private let rules: Descriptor

    /// Begins with none. What is open already stays so.
    ///
    /// - Throws: where the kernel has no Landlock, or it is switched off.
    package init() throws(SystemError) {
        let number = locker_landlock_create()
        guard number >= 0 else { throw SystemError("landlock_create_ruleset", on: "worker") }
        rules = Descriptor(owning: number)
    }

    /// Leaves a file, or all that is in a folder; nothing where there is none.
    ///
    /// - Parameter runs: whether it may be run too.
    package func allow(_ path: String, runs: Bool = false) throws(SystemError) {
        let file: Descriptor
        do throws(SystemError) {
            file = try Descriptor.open(path, O_RDONLY)
        } catch {
            if error.number == ENOENT { return }
            throw error
        }
        guard locker_landlock_allow(rules.number, file.number, runs ? 1 : 0) == 0 else {
            throw SystemError("landlock_add_rule", on: path)
        }
    }

    /// Leaves what is open as `number`, to be opened again. A pipe has no place in the file system, and needs no leave.
    package func allow(_ number: Int32) throws(SystemError) {
        guard locker_landlock_allow(rules.number, number, 0) == 0 || errno == EBADFD else {
            throw SystemError("landlock_add_rule", on: "descriptor \(number)")
        }
    }

    /// Has it hold, for this thread and what it becomes. For who has no other one.
    package func enter() throws(SystemError) {
        guard locker_landlock_enter(rules.number) == 0 else {
            throw SystemError("landlock_restrict_self", on: "worker")
        }
    }
}
