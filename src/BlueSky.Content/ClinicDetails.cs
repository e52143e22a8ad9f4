namespace BlueSky.Content;

/// <summary>The clinic's name and contact details; the postal address may have several lines.</summary>
public sealed record ClinicDetails(string Name, string Phone, string PostalAddress)
{
    internal string PhoneLink => "tel:" + string.Concat(Phone.Where(sign => sign == '+' || char.IsAsciiDigit(sign)));
}
