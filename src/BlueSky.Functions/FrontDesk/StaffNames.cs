using BlueSky.Functions.Settings;

namespace BlueSky.Functions.FrontDesk;

/// <summary>How the pages call staff.</summary>
internal sealed class StaffNames(StaffSettings staff)
{
    /// <param name="email">Of the person, or an operator's name.</param>
    /// <returns>"You", or a first name that no other person has, or the whole name.</returns>
    public string Of(string? email, StaffPerson viewer)
    {
        if (email is null)
        {
            return "Someone";
        }

        if (email == viewer.Email)
        {
            return "You";
        }

        // Someone who left the list is still known by the part before the @.
        var name = staff.People.FirstOrDefault(person => person.Email == email)?.Name ?? email.Split('@')[0];
        var first = FirstOf(name);
        return staff.People.Count(person => FirstOf(person.Name) == first) > 1 ? name : first;
    }

    private static string FirstOf(string name) => name.Split(' ')[0];
}
