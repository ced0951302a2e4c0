/// The version of both programs.
public enum LockerVersion {
    /// MAJOR.MINOR.PATCH, by semver.org: the protocol and the formats are what is versioned.
    public static let text = "0.2.0"
}
