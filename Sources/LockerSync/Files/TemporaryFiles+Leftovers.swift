import Glibc
import LockerBase
import POSIXSupport

extension TemporaryFiles {
    /// Whether `name` is that of a file on its way to its own name, of whatever process: just as ``reserve(in:)`` makes
    /// them, so that no file of a person's is taken for one.
    static func isTemporary(_ name: [UInt8]) -> Bool { process(in: name) != nil }

    /// The process that such a name is from; nil of any other name.
    private static func process(in name: [UInt8]) -> pid_t? {
        let (start, end) = (Array(".locker-".utf8), Array(".part".utf8))
        guard name.starts(with: start), name.count > start.count + end.count, name.suffix(end.count).elementsEqual(end)
        else { return nil }
        let parts = name[start.count..<(name.count - end.count)].split(
            separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 2, let process = number(parts[0]).flatMap({ pid_t(exactly: $0) }), process > 0,
            number(parts[1]) != nil
        else { return nil }
        return process
    }

    /// The number that `digits` spell as numbers are written: without a sign, and without zeros before it.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        let text = String(decoding: digits, as: UTF8.self)
        guard let number = Int(text), String(number) == text else { return nil }
        return number
    }

    /// Removes from `folder` what processes that were killed have left of `names`.
    ///
    /// Whoever writes such a file holds a lock on it, which the kernel drops with the process.
    static func removeLeftovers(among names: some Sequence<[UInt8]>, of folder: Descriptor) {
        for name in names where isTemporary(name) && !shared.isOpen(name) {
            let isAlive = isFromOther(name)
            name.withCName { name in
                let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
                let number = retrying { openat(folder.number, name, flags) }
                if number >= 0 {
                    let file = Descriptor(owning: number)
                    guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else { return }
                    unlinkat(folder.number, name, 0)
                } else if errno == ELOOP, !isAlive {
                    // No process has a lock on a link.
                    unlinkat(folder.number, name, 0)
                }
            }
        }
    }

    /// Whether the process whose number is in `name` is another one, and there.
    private static func isFromOther(_ name: [UInt8]) -> Bool {
        guard let process = process(in: name), process != getpid() else { return false }
        return kill(process, 0) == 0 || errno == EPERM
    }
}
