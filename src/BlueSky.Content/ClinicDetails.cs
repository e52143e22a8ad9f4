namespace BlueSky.Content;

/// <summary>How the clinic names itself and can be reached; the postal address may have several lines.</summary>
public sealed record ClinicDetails(string Name, string Phone, string PostalAddress)
{
    internal string PhoneLink => "tel:" + string.Concat(Phone.Where(sign => sign == '+' || char.IsAsciiDigit(sign)));
}
