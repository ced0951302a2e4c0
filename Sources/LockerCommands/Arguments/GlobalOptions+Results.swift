import LockerAPI

extension GlobalOptions {
    /// Prints what a commit changed.
    func report(_ commit: Locker_V1_CommitResponse, of library: String) {
        report(CommitText.json(commit, of: library), CommitText.text(commit))
    }

    /// Prints an account as it is now.
    func report(_ account: Locker_V1_Account) {
        report(AccountText.json(account), AccountText.table([account]))
    }
}
