// @ts-check
/*
 * Posts a website's forms to this app without leaving the page. One line in the page is all it takes:
 *
 *   <script src="https://(the app)/api/forms.js" defer></script>
 *
 * It takes each form whose action is an address of this app, and each with data-bluesky-form="subscribe" or another
 * form's name. It shows what happens in Webflow's own blocks, or in its own where there are none (.bluesky-done,
 * .bluesky-fail), and a field's problem after the field (.bluesky-problem). When it cannot do its work, the browser
 * posts the form as if this script were not there.
 */
(() => {
  'use strict';

  /** @typedef {{ field?: string, message: string }} Problem */
  /** @typedef {{ ok?: boolean, message?: string, next?: string, errors?: Problem[] }} Answer */
  /** @typedef {HTMLInputElement | HTMLButtonElement} Control What all controls have, these have. */

  const script = document.currentScript;
  const able = 'fetch' in window && 'replaceChildren' in Element.prototype;
  if (!able || !(script instanceof HTMLScriptElement) || !script.src) return;

  const api = new URL('.', script.src).href;
  const shownAt = Date.now();
  const patience = 30_000;
  const longestAnswer = 20_000;
  const pauses = [1_000, 4_000];

  // Read out by screen readers.
  const waiting = document.createElement('div');
  waiting.setAttribute('role', 'status');
  Object.assign(waiting.style, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden' });
  let problems = 0;

  class BlueSkyForm {
    busy = false;
    content = '';
    id = '';
    // Takes back what the last post left on the page.
    /** @type {(() => void)[]} */
    undo = [];

    /**
     * @param {HTMLFormElement} form
     * @param {string} address
     */
    constructor(form, address) {
      this.form = form;
      this.address = address;
      this.done = this.block('done', 'status', 'Thank you! Your submission has been received!');
      this.fail = this.block('fail', 'alert', 'Oops! Something went wrong while submitting the form');

      // Without an action, Webflow's own script would send it to Webflow: it must not hear of it. Otherwise whatever
      // checks the site has go first.
      if (form.getAttribute('action')) addEventListener('submit', this);
      else form.addEventListener('submit', this);
      form.setAttribute('action', address);
      form.setAttribute('method', 'post');
    }

    /** @param {SubmitEvent} event */
    handleEvent(event) {
      if (event.target !== this.form || event.defaultPrevented) return;
      event.stopPropagation();
      try {
        if (!this.busy) this.send(this.read(event.submitter), this.wait());
        event.preventDefault();
      } catch {
        // Then the browser posts it.
      }
    }

    /**
     * Webflow's block, or one of our own after the form.
     * @param {string} kind
     * @param {string} role
     * @param {string} text
     */
    block(kind, role, text) {
      /** @type {HTMLElement | null | undefined} */
      let block = this.form.closest('.w-form')?.querySelector(`.w-form-${kind}`);
      if (!block) {
        block = document.createElement('div');
        block.className = `bluesky-${kind}`;
        block.textContent = text;
        block.style.display = 'none';
        this.form.after(block);
      }
      block.setAttribute('role', role);
      block.tabIndex = -1;
      return block;
    }

    get controls() {
      return /** @type {Control[]} */ ([...this.form.elements]);
    }

    /**
     * What the browser would post, and what makes it safe to post again: the same content keeps its _id.
     * @param {HTMLElement | null} button
     */
    read(button) {
      const body = new URLSearchParams();
      new FormData(this.form).forEach((value, name) => body.append(name, value instanceof File ? value.name : value));
      const name = button?.getAttribute('name');
      if (name) body.append(name, button?.getAttribute('value') || '');

      // A captcha's token is a new one for each post.
      const content = JSON.stringify([...body].filter(([name]) => !/^_|-response$|^altcha$/.test(name)));
      if (content !== this.content) {
        this.content = content;
        // Only pages over https have randomUUID.
        this.id = crypto.randomUUID?.() || crypto.getRandomValues(new Uint32Array(4)).join('-');
      }
      body.set('_id', this.id);
      body.set('_loadedAt', `${shownAt}`);
      return body;
    }

    /** Waits as Webflow does: the buttons are disabled and say so. Returns what ends it. */
    wait() {
      const buttons = this.controls.filter(control => control.type === 'submit');
      const marked = [this.form.closest('.w-form'), ...buttons];
      const restores = buttons.map(button => {
        const { disabled, value } = button;
        const content = [...button.childNodes];
        const text = button.getAttribute('data-wait');
        button.disabled = true;
        if (text && button instanceof HTMLInputElement) button.value = text;
        else if (text) button.replaceChildren(text);
        waiting.textContent = text || 'Please wait...';
        return () => {
          button.disabled = disabled;
          if (button instanceof HTMLInputElement) button.value = value;
          else button.replaceChildren(...content);
        };
      });
      marked.forEach(element => element?.classList.add('w-form-loading'));
      while (this.undo.length) this.undo.pop()?.();
      this.busy = true;

      return () => {
        if (!this.busy) return;
        this.busy = false;
        restores.forEach(restore => restore());
        marked.forEach(element => element?.classList.remove('w-form-loading'));
        waiting.textContent = '';
      };
    }

    /**
     * @param {URLSearchParams} body
     * @param {() => void} ready
     */
    async send(body, ready) {
      const answer = await this.post(body);
      if (!answer.ok) {
        ready();
        this.refuse(answer);
        return;
      }

      // Nobody who comes after on this device reads what was typed.
      HTMLFormElement.prototype.reset.call(this.form);
      const asked = [...body].some(([name, value]) => /^(_next|_?redirect|redirectTo)$/i.test(name) && value);
      const target = this.form.getAttribute('data-redirect') || (asked && answer.next);
      if (target) {
        // Whoever comes back finds the form as it was at first.
        addEventListener('pagehide', ready, { once: true });
        setTimeout(ready, 5_000);
        location.assign(target);
      } else {
        ready();
        this.form.style.display = 'none';
        this.show(this.done);
      }
    }

    /**
     * Posts until there is an answer, as long as a visitor may be asked to wait.
     * @param {URLSearchParams} body
     * @returns {Promise<Answer>}
     */
    async post(body) {
      const end = Date.now() + patience;
      for (let tries = 0; ; tries++) {
        /** @type {Answer} */
        let answer = {};
        let retryAfter = 0;
        const limit = new AbortController();
        const timer = setTimeout(() => limit.abort(), longestAnswer);
        try {
          const response = await fetch(this.address, {
            method: 'POST', body, headers: { Accept: 'application/json' }, credentials: 'omit', signal: limit.signal,
          });
          retryAfter = 1_000 * Number(response.headers.get('Retry-After'));
          if (response.status < 500) answer = await response.json();
          if (response.status < 500 && response.status !== 429) return answer;
        } catch {
          // No answer, or not the app's: it may be stored all the same, and keeps its _id.
        }
        clearTimeout(timer);

        const left = end - Date.now();
        const pause = navigator.onLine ? Math.max(pauses[tries], retryAfter) : left;
        if (tries === pauses.length || left <= 0 || pause > left) return answer;
        await new Promise(resolve => {
          setTimeout(resolve, pause);
          addEventListener('online', resolve, { once: true });
        });
      }
    }

    /**
     * Shows each problem at its field, and the rest in the block; nothing typed is lost.
     * @param {Answer} answer
     */
    refuse({ errors = [], message }) {
      const others = errors.filter(error => !this.mark(error)).map(error => error.message);
      if (others.length || !errors.length) this.show(this.fail, others.join(' ') || message);
      else this.controls.find(control => control.getAttribute('aria-invalid'))?.focus();
    }

    /**
     * @param {Problem} problem
     * @returns Whether the form has such a field.
     */
    mark({ field, message }) {
      const control = field && this.find(field);
      if (!control) return false;

      const problem = document.createElement('div');
      problem.id = `bluesky-problem-${++problems}`;
      problem.className = 'bluesky-problem';
      problem.textContent = message;
      (control.closest('label') || control).after(problem);
      const described = control.getAttribute('aria-describedby') || '';
      control.setAttribute('aria-invalid', 'true');
      control.setAttribute('aria-describedby', `${problem.id} ${described}`);
      this.undo.push(() => {
        problem.remove();
        control.removeAttribute('aria-invalid');
        control.setAttribute('aria-describedby', described);
      });
      return true;
    }

    /**
     * The app knows a field whatever a website builder made of its name (Email-4), and so does this.
     * @param {string} field
     */
    find(field) {
      /** @param {string} name */
      const plain = name => name.toLowerCase().replace(/-\d+$/, '').replace(/[\s_-]/g, '');
      const controls = this.controls.filter(({ name, type }) => name && !/hidden|submit|button/.test(type));
      return controls.find(control => plain(control.name) === plain(field))
        || controls.find(control => control.type === (field === 'phone' ? 'tel' : field))
        || controls.find(control => plain(control.name).includes(plain(field)));
    }

    /**
     * @param {HTMLElement} block
     * @param {string} [message] Instead of the block's own text.
     */
    show(block, message) {
      const { display } = block.style;
      const text = block.firstElementChild || block;
      const content = [...text.childNodes];
      if (message) text.replaceChildren(message);
      block.style.display = 'block';
      block.focus();
      this.undo.push(() => {
        block.style.display = display;
        text.replaceChildren(...content);
      });
    }
  }

  /** @type {WeakSet<EventTarget>} */
  const adopted = new WeakSet();

  /** @param {HTMLFormElement} form */
  const adopt = form => {
    if (adopted.has(form)) return;
    const name = form.getAttribute('data-bluesky-form');
    let address = '';
    try {
      address = new URL(name ? `f/${name}` : form.getAttribute('action') || '', name ? api : document.baseURI).href;
    } catch {
      // Not an address at all, and not ours.
    }
    if (!address.startsWith(api)) return;
    adopted.add(form);
    document.body.append(waiting);
    new BlueSkyForm(form, address);
  };

  const adoptAll = () => document.querySelectorAll('form').forEach(adopt);
  adoptAll();
  document.addEventListener('DOMContentLoaded', adoptAll);
  // Forms that came to the page later.
  document.addEventListener('submit', event => adopt(/** @type {HTMLFormElement} */ (event.target)), true);
})();
