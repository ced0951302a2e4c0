/// What a file system does not keep of a file.
struct TargetLimits: OptionSet, Sendable {
    let rawValue: Int

    static let times = TargetLimits(rawValue: 1)
    static let modes = TargetLimits(rawValue: 2)
}
