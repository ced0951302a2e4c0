/// What is to be done about an item of a restore, once its place was looked at.
enum PreparedPlace {
    /// It is to be put there.
    case room(Placement, isReplacing: Bool)
    /// Nothing.
    case settled(RestoreOutcome)
}
