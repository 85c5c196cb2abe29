// @ts-check
/**
 * What a figure hands to Python arrives. Streamlit now and then loses what is sent while a page is being run:
 * what has a time (`at`) and is not answered with it is sent again.
 */

const UNANSWERED = 5000; // ms: a picture that is slow to prepare has long been answered
const TIMES = 2; // it is sent once more, and once more

/** @param {(event: any) => void} trigger hands it to Streamlit */
export function createSender(trigger) {
  /** @type {{ event: any, times: number } | null} */
  let open = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const again = () => {
    if (!open || open.times === 0) return;
    open.times -= 1;
    trigger({ ...open.event, again: TIMES - open.times }); // another value, or it would count as the same
    waiting = setTimeout(again, UNANSWERED);
  };
  const end = () => {
    clearTimeout(waiting);
    open = null;
  };
  return {
    end,
    /** @param {any} event */
    send(event) {
      end();
      trigger(event);
      if (!event?.at) return;
      open = { event, times: TIMES };
      waiting = setTimeout(again, UNANSWERED);
    },
    /** @param {any} data what has come from Python */
    receive(data) {
      if (open && [data?.answered, data?.asked_at].includes(open.event.at)) end();
    },
  };
}
