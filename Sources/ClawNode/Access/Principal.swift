import ClawLink

/// A caller that is known: who it is and what it may do.
struct Principal: Sendable, Equatable {
  enum Rights: Sendable, Equatable {
    case role(Role)
    case anonymous(AccessPolicy.Anonymous)
  }

  let user: NodeText?
  let session: NodeSession?
  /// Whether a token has shown that it is that user.
  let isBound: Bool
  let rights: Rights

  /// Whether it may do something such as `task:submit`.
  func may(_ permission: String) -> Bool {
    switch rights {
    case .role(let role): role.grants(permission)
    case .anonymous(let anonymous): anonymous.role?.grants(permission) ?? false
    }
  }

  /// The permissions as a session lists them: `Permission.TASK_SUBMIT`.
  var permissions: [NodeText] {
    let role: Role? =
      switch rights {
      case .role(let role): role
      case .anonymous(let anonymous): anonymous.role
      }
    return (role?.permissions ?? []).map {
      NodeText("Permission." + $0.uppercased().replacing(":", with: "_"))
    }
  }

  var mayReadAudit: Bool {
    switch rights {
    case .role(let role): role == .admin
    case .anonymous(let anonymous): anonymous != .none
    }
  }

  /// A session's id is a key to it: only an admin sees those of others whole.
  var seesWholeSessionIDs: Bool { rights == .role(.admin) }
}

extension AccessPolicy.Anonymous {
  /// The role whose permissions it has.
  fileprivate var role: Role? {
    switch self {
    case .full: .developer
    case .read: .viewer
    case .none: nil
    }
  }
}
