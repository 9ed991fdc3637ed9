"""How things read: what the store answers, laid into lines of pieces, each with the role that styles it. No Textual."""
