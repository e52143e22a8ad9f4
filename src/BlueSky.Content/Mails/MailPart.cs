using Microsoft.AspNetCore.Components;

namespace BlueSky.Content.Mails;

/// <summary>A part of an email; the layout around it knows the clinic.</summary>
public abstract class MailPart : ComponentBase
{
    [CascadingParameter]
    public required ClinicDetails Clinic { get; set; }

    private protected MailStyles Styles => Clinic.Styles.Mails;
}
