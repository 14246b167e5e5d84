using SmartBeats.Rehearsal.Access;

namespace SmartBeats.Rehearsal.Signing;

/// <summary>Somebody who calls AWS.</summary>
/// <param name="Name">For the log of calls: a role's logical id in the template, or who stands outside the stack.</param>
/// <param name="Statements">What the role's policies say; null for the account's administrator, who may do everything.</param>
internal sealed record Principal(string Name, IReadOnlyList<Statement>? Statements)
{
    public static Principal Administrator { get; } = new("administrator", null);
}
