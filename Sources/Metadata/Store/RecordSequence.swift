import LockerBase

/// Numbers the records in which the packs tell of every change, in the order of their writing: where two of them
/// contradict each other, a rebuild believes the one with the higher number.
///
/// A back end that several daemons share hands a number out under its lock on what the record changes; one of a single
/// process may reserve some ahead. Numbers may be left out.
public protocol RecordSequence: Sendable {
    /// The number of the next record that nobody has reserved; 1 before any was.
    var upcoming: Int64 { get throws(LockerError) }

    /// Hands out `count` numbers, one after the other, and returns the first: they were never handed out before, and
    /// are greater than all that were.
    func next(_ count: Int64) throws(LockerError) -> Int64
}
