/// What is done about a path at which folder and library differ.
package enum MergeStep: UInt8, Sendable {
    /// The library's comes to the folder, in the place of what is there.
    case place
    /// The library's time and permission bits do; the content is the same.
    case adopt
    /// What the library has no more goes from the folder.
    case remove
    /// The folder's goes to the library.
    case send
    /// What the folder has no more goes from the library.
    case withdraw
    /// What is in the folder gets another name, and the library's its own.
    case setAside
    /// Nothing: what is there is not known.
    case leave
}

/// What a person should know of a step.
package enum MergeNote: UInt8, Sendable {
    case quiet
    /// It was removed from the folder and changed in the library: it is back.
    case back
    /// It was changed in the folder and removed from the library: it stays.
    case stays
    /// It was changed in both.
    case changedInBoth
    /// One of the two has a folder there.
    case folderInPlace
}
