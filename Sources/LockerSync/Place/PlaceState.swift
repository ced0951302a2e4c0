/// What lies in the place of an item that is to be restored, and what is to be done about it.
enum PlaceState {
    /// Nothing is there.
    case free
    /// What is wanted is there.
    case unchanged
    /// Something else is there, and may be replaced.
    case replaceable
    /// Something else is there, and stays: the reason.
    case occupied(String)
}
