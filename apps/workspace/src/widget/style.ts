/** Where the panel fills the screen. */
export const narrow = '(max-width: 480px)';

/** Of the widget's own tree only; as a constructed sheet, which the policy of a page for inline styles does not concern. */
export const style = `
:host { all: initial; }
* { box-sizing: border-box; font: 14px/1.4 system-ui, sans-serif; }
[hidden] { display: none !important; }
.button {
  position: fixed; right: 20px; bottom: 20px; z-index: 2147483000;
  width: 56px; height: 56px; padding: 14px; border: 2px solid #fff; border-radius: 50%;
  background: #145aa8; color: #fff; cursor: pointer; box-shadow: 0 2px 10px rgb(0 0 0 / 35%);
}
.button:hover { background: #0b5098; }
.button:focus-visible { outline: 3px solid #145aa8; outline-offset: 3px; }
.button svg { width: 100%; height: 100%; fill: currentColor; }
.mark {
  position: absolute; top: -6px; right: -6px; min-width: 22px; height: 22px; padding: 1px 6px;
  border-radius: 11px; background: #c92a2a; color: #fff; font-weight: 700; text-align: center;
}
.mark::before { content: attr(data-count); }
.panel {
  position: fixed; right: 20px; bottom: 88px; z-index: 2147483000;
  width: 380px; max-width: calc(100vw - 40px); height: 600px; max-height: calc(100vh - 108px);
  overflow: hidden; border: 1px solid #868e96; border-radius: 12px;
  background: #fff; color: #212529; box-shadow: 0 6px 30px rgb(0 0 0 / 35%);
}
.panel iframe { width: 100%; height: 100%; border: 0; }
.words { margin: 0; padding: 16px; }
.again {
  margin: 0 16px; padding: 8px 14px; border: 1px solid #868e96; border-radius: 8px;
  background: #fff; color: #0b5098; cursor: pointer;
}
.again:focus-visible { outline: 3px solid #145aa8; outline-offset: 3px; }
.read-aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media ${narrow} {
  .panel { inset: 0; width: auto; max-width: none; height: auto; max-height: none; border: 0; border-radius: 0; }
  .panel:not([hidden]) ~ .button.framed { display: none; }
}
@media (prefers-color-scheme: dark) { .panel { background: #242424; color: #f1f3f5; } }
`;
