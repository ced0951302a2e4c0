import CSodium

/// What libsodium gives by itself.
enum Sodium {
    private static let isReady = sodium_init() >= 0

    /// To be called before anything else of libsodium is.
    static func prepare() {
        precondition(isReady, "libsodium could not be started: the system gives no random numbers")
    }

    /// Bytes of the system's generator, getrandom(2).
    static func randomBytes(_ count: Int) -> [UInt8] {
        prepare()
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// A number below `bound`, each as likely as any other.
    static func randomNumber(below bound: Int) -> Int {
        prepare()
        return Int(randombytes_uniform(UInt32(bound)))
    }
}
