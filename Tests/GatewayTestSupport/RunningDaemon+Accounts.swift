import LockerAPI

extension RunningDaemon {
    /// Makes an account that no system user is bound to.
    package func addAccount(_ name: String, quota: UInt64? = nil, role: Locker_V1_Role = .user) throws {
        var request = Locker_V1_AddAccountRequest()
        request.name = name
        request.role = role
        if let quota { request.quotaBytes = quota }
        _ = try connect().call(AdminMethods.addAccount, request)
    }

    /// Answers calls for an account with errors, until it is enabled again.
    package func disableAccount(_ name: String) throws {
        var request = Locker_V1_DisableAccountRequest()
        request.name = name
        _ = try connect().call(AdminMethods.disableAccount, request)
    }

    /// Answers calls for a disabled account again.
    package func enableAccount(_ name: String) throws {
        var request = Locker_V1_EnableAccountRequest()
        request.name = name
        _ = try connect().call(AdminMethods.enableAccount, request)
    }
}
