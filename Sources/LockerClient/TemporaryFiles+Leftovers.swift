import Glibc
import LockerBase
import POSIXSupport

extension TemporaryFiles {
    /// Whether `name` is that of a file on its way to its own name, of whatever process.
    static func isTemporary(_ name: [UInt8]) -> Bool {
        let (start, end) = (Array(".locker-".utf8), Array(".part".utf8))
        guard name.starts(with: start), name.count > start.count + end.count, name.suffix(end.count).elementsEqual(end)
        else { return false }
        let numbers = name[start.count..<(name.count - end.count)].split(
            separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let areDigits = numbers.allSatisfy { number in
            !number.isEmpty && number.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        return numbers.count == 2 && areDigits
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
        let digits = name.drop { $0 != UInt8(ascii: "-") }.dropFirst().prefix { $0 != UInt8(ascii: "-") }
        guard let number = pid_t(String(decoding: digits, as: UTF8.self)), number > 0, number != getpid() else {
            return false
        }
        return kill(number, 0) == 0 || errno == EPERM
    }
}
