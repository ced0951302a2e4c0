import LockerBase

/// The libraries of accounts, as names and numbers. See ``MetadataStore`` for what holds for every call.
public protocol LibraryStore: Sendable {
    /// The account's library of this name; nil where there is none.
    func library(named name: String, of account: Account) throws(LockerError) -> Library?

    /// All libraries of `account`, in the order of their names, also those without a revision.
    func all(of account: Account) throws(LockerError) -> [Library]

    /// The library of that name, made if there is none.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a name against ``Library/checkName(_:)``;
    ///   ``LockerError/Code/tooMany`` when the account has ``Library/maximumPerAccount`` already.
    func ensure(named name: String, of account: Account) throws(LockerError) -> Library

    /// Removes `library`, if it has no revision.
    func forgetEmpty(_ library: Library) throws(LockerError)

    /// The newest revision of each library, whosever it is, by the library's number; 0 for one that has none.
    func newestRevisions() throws(LockerError) -> [Int64: Int64]

    /// Lets `library` remember that it was synced from `source`.
    func set(_ source: Source, of library: Library) throws(LockerError)

    /// What its account asks to keep of `library`.
    func retention(of library: Library) throws(LockerError) -> OwnRetention

    /// Whether a span of time is asked for of any library, whosever it is.
    func anyKeepsWithin() throws(LockerError) -> Bool

    /// Lets this be what its account asks to keep of `library`.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for what is against ``OwnRetention/check()``.
    func set(_ retention: OwnRetention, of library: Library) throws(LockerError)

    /// Gives `library` another name.
    ///
    /// - Throws: ``LockerError/Code/alreadyExists`` when the account has a library of that name;
    ///   ``LockerError/Code/invalidArgument`` for a name against ``Library/checkName(_:)``.
    func rename(_ library: Library, to name: String) throws(LockerError)

    /// Removes `library` with all its revisions.
    func remove(_ library: Library) throws(LockerError)
}
