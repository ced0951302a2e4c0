import Glibc

/// The users of the machine.
enum SystemUser {
    /// The name of `userID`; nil where there is none.
    static func name(of userID: UInt32) -> String? {
        var user = passwd()
        var found: UnsafeMutablePointer<passwd>?
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16 << 10) { buffer in
            guard let base = buffer.baseAddress, getpwuid_r(userID, &user, base, buffer.count, &found) == 0,
                found != nil, let name = user.pw_name
            else { return nil }
            return String(cString: name)
        }
    }
}
