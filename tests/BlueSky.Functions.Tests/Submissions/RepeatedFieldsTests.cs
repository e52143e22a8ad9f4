using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Submissions;

public sealed class RepeatedFieldsTests
{
    [Fact]
    public async Task Two_ticks_for_one_known_field_without_a_column_are_both_kept_under_its_name()
    {
        using var app = new TestApp();

        await app.AcceptAsync(
            "consultation",
            ("name", "Ada"), ("phone", "505-336-0217"),
            ("preferred_contact", "phone"), ("preferred_contact", "email"), ("color", "green"));

        Assert.Equal(
            [new PostedField("preferred_contact", "phone, email"), new PostedField("color", "green")],
            app.Submissions.Single.Fields);
    }
}
