// Posts a form with Formspree's own client, and prints what it made of the answer.
// Usage: node submit-with-formspree.mjs <the app's /api> <form> <fields as JSON>
import { createClient, isSubmissionError } from '@formspree/core';

const [endpoint, form, fields] = process.argv.slice(2);
const result = await createClient().submitForm(form, JSON.parse(fields), { endpoint });

const codes = errors => errors.map(error => error.code);
process.stdout.write(JSON.stringify(isSubmissionError(result)
  ? {
      form: codes(result.getFormErrors()),
      fields: Object.fromEntries(result.getAllFieldErrors().map(([field, errors]) => [field, codes(errors)])),
    }
  : result));
