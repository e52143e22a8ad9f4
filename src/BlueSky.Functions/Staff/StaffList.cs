using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Staff;

/// <summary>The people who may sign in, by the key under which the table knows them.</summary>
internal sealed class StaffList(StaffSettings settings, StaffHashes hashes)
{
    private readonly Dictionary<string, StaffPerson> people = settings.People
        .DistinctBy(person => hashes.PersonOf(EmailAddress.OfStored(person.Email)))
        .ToDictionary(person => hashes.PersonOf(EmailAddress.OfStored(person.Email)));

    /// <returns>Null for everyone who is not listed, or not any more.</returns>
    public StaffPerson? Find(string key) => people.GetValueOrDefault(key);
}
