using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Forms;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace BlueSky.Functions.Tests.Submissions;

public sealed class RepeatedFieldsTests
{
    [Fact]
    public async Task Two_ticks_for_one_known_field_without_a_column_are_both_kept_under_its_name()
    {
        Submission? stored = null;
        var store = new Mock<ISubmissionStore>();
        store.Setup(table => table.AddAsync(It.IsAny<Submission>(), It.IsAny<CancellationToken>()))
            .Callback((Submission submission, CancellationToken _) => stored = submission)
            .ReturnsAsync((Submission?)null);
        var intake = new Intake(
            store.Object, Mock.Of<ISubmissionQueue>(), new SecretSettings([], new byte[32]), TimeProvider.System,
            NullLogger<Intake>.Instance);
        var entry = Entries.Of(
            Entries.Consultation,
            ("name", "Ada"), ("phone", "505-336-0217"),
            ("preferred_contact", "phone"), ("preferred_contact", "email"), ("color", "green"));

        await intake.AcceptAsync(Entries.Consultation, entry, source: null);

        Assert.Equal(
            [new PostedField("preferred_contact", "phone, email"), new PostedField("color", "green")], stored?.Fields);
    }
}
