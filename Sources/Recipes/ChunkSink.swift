import LockerBase

/// Takes chunks, each with its name; their bytes are valid until it returns.
public typealias ChunkSink = ([NamedBytes]) throws(LockerError) -> Void
