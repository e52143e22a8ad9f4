using BlueSky.Content.Mails;

namespace BlueSky.Content.Pages;

/// <summary>The page of free resources, in the clinic's order.</summary>
public sealed record ResourcesModel(ClinicDetails Clinic, IReadOnlyList<FreeResource> Resources);
