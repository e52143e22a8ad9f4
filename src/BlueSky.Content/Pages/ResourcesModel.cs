using BlueSky.Content.Mails;

namespace BlueSky.Content.Pages;

/// <summary>The free resources as a page, in the order in which the clinic lists them.</summary>
public sealed record ResourcesModel(ClinicDetails Clinic, IReadOnlyList<FreeResource> Resources);
